package plugins.data.internal.rowtext;

/** How a number is written. */
enum Numbers {
  /** As the number of its bin, from 0. */
  BIN,
  /** As it stands, to four significant digits, with its unit where one is given. */
  VALUE
}
