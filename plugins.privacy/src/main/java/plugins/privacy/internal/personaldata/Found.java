package plugins.privacy.internal.personaldata;

/**
 * A place in a text that holds personal data.
 *
 * @param start index of its first character
 * @param end index after its last character
 * @param type what it is
 * @param checked whether a checksum or a rule of issue held, rather than form or context alone
 */
record Found(int start, int end, DataClass type, boolean checked) {
  int length() {
    return end - start;
  }
}
