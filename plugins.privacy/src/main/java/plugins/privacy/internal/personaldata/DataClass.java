package plugins.privacy.internal.personaldata;

/** The classes of personal data that are told apart. */
enum DataClass {
  /** Names of persons. */
  PERSON,
  /** Streets, cities and other places smaller than a state. */
  LOCATION,
  /** States and countries. */
  REGION,
  /** Postal codes. */
  POSTAL_CODE,
  /** Dates that are more exact than a year. */
  DATE,
  /** Ages over 89. */
  AGE,
  /** Telephone numbers. */
  PHONE,
  /** Fax numbers. */
  FAX,
  /** Mail addresses. */
  EMAIL,
  /** Numbers by which a state knows a person: social security, tax, identity, passport. */
  NATIONAL_ID,
  /** Numbers of medical records and patients. */
  MEDICAL_RECORD,
  /** Numbers of beneficiaries of a health plan. */
  HEALTH_PLAN,
  /** Numbers of accounts, customers and policies. */
  ACCOUNT,
  /** Numbers of payment cards. */
  CARD,
  /** International bank account numbers. */
  IBAN,
  /** Numbers of certificates and licences. */
  LICENCE,
  /** Vehicle identification numbers and number plates. */
  VEHICLE,
  /** Serial numbers of devices, hardware addresses. */
  DEVICE,
  /** Addresses of web pages. */
  URL,
  /** Internet protocol addresses. */
  IP
}
