package plugins.privacy.internal.personaldata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScannerTest {
  private static final List<Detector> DETECTORS = List.of(new Scanner(new Lexicon()));
  private static final int LONG = 10_000_000;

  private static String found(String text) {
    return String.join(
        "; ",
        Redactor.find(DETECTORS, text).stream()
            .map(f -> f.type() + " " + text.substring(f.start(), f.end()))
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          paid with 4111 1111 1111 1111 today            | CARD 4111 1111 1111 1111
          card 5500005555555559.                         | CARD 5500005555555559
          amex 3782-822463-10005                         | CARD 3782-822463-10005
          to GB82 WEST 1234 5698 7654 32 please          | IBAN GB82 WEST 1234 5698 7654 32
          DE89370400440532013000                         | IBAN DE89370400440532013000
          his number is 536-90-4399.                     | NATIONAL_ID 536-90-4399
          SSN: 536904399                                 | NATIONAL_ID 536904399
          NINO AB123456C and AB 12 34 56 C               | NATIONAL_ID AB123456C; NATIONAL_ID AB 12 34 56 C
          NHS 943 476 5919                               | NATIONAL_ID 943 476 5919
          Steuer-ID 86095742719                          | NATIONAL_ID 86095742719
          nir 255081416802538                            | NATIONAL_ID 255081416802538
          nir 285052A12345680 or 178032B65432196         | NATIONAL_ID 285052A12345680; NATIONAL_ID 178032B65432196
          SIN 046 454 286 of Canada                      | NATIONAL_ID 046 454 286; REGION Canada
          social insurance number 046-454-286            | NATIONAL_ID 046-454-286
          AHV 756.9217.0769.85                           | NATIONAL_ID 756.9217.0769.85
          85.07.30-033.28 of Belgium                     | NATIONAL_ID 85.07.30-033.28; REGION Belgium
          tfn 123 456 782                                | NATIONAL_ID 123 456 782
          900101-1234568                                 | NATIONAL_ID 900101-1234568
          seen on 5/17, dob 17/5, since 1/2              | DATE 5/17; DATE 17/5; DATE 1/2
          dni 12345678Z, nie X1234567L                   | NATIONAL_ID 12345678Z; NATIONAL_ID X1234567L
          codice fiscale RSSMRA85T10A562S                | NATIONAL_ID RSSMRA85T10A562S
          bsn 111222333                                  | NATIONAL_ID 111222333
          pesel 44051401359                              | NATIONAL_ID 44051401359
          personnummer 811218-9876                       | NATIONAL_ID 811218-9876
          hetu 131052-308T and 131052A308T               | NATIONAL_ID 131052-308T; NATIONAL_ID 131052A308T
          cpf 529.982.247-25                             | NATIONAL_ID 529.982.247-25
          aadhaar 2341 2341 2346                         | NATIONAL_ID 2341 2341 2346
          身份证号：11010519491231002X。                 | NATIONAL_ID 11010519491231002X
          call (212) 555-0123 or 212-555-0199            | PHONE (212) 555-0123; PHONE 212-555-0199
          +44 20 7946 0958 and 020 7946 0958             | PHONE +44 20 7946 0958; PHONE 020 7946 0958
          手机13812345678，传真：010-62345678            | PHONE 13812345678; FAX 010-62345678
          mail ann.lee+x@mail.example.org, ok            | EMAIL ann.lee+x@mail.example.org
          see https://example.org/a?b=c.                 | URL https://example.org/a?b=c
          from 192.168.10.7 to 2001:db8::8a2e:370:7334   | IP 192.168.10.7; IP 2001:db8::8a2e:370:7334
          mac 00:1A:2b:3c:4d:5e                          | DEVICE 00:1A:2b:3c:4d:5e
          on 2020-05-17, 17.05.2020 and 5/17/20          | DATE 2020-05-17; DATE 17.05.2020; DATE 5/17/20
          on May 17, 2020 and the 17th of May            | DATE May 17, 2020; DATE 17th of May
          于2020年5月17日就诊                            | DATE 2020年5月17日
          a 92-year-old, aged 101, and 45 years old      | AGE 92; AGE 101
          MRN: A-123456 account no. 00123456             | MEDICAL_RECORD A-123456; ACCOUNT 00123456
          VIN 1HGCM82633A004352                          | VEHICLE 1HGCM82633A004352
          车牌京A12345                                   | VEHICLE 京A12345
          Cambridge, MA 02139 and zip 90210              | LOCATION Cambridge; POSTAL_CODE 02139; POSTAL_CODE 90210
          at SW1A 1AA now                                | POSTAL_CODE SW1A 1AA
          lives at 12 Old Mill Road in Ohio              | LOCATION 12 Old Mill Road; REGION Ohio
          Dr. Okonkwo saw John Smith. Smith left.        | PERSON Okonkwo; PERSON John Smith; PERSON Smith
          J. R. Tolkienson wrote                         | PERSON J. R. Tolkienson
          患者：李晓明，住北京市海淀区中关村大街27号。   | PERSON 李晓明; LOCATION 北京市海淀区中关村大街27号
          王建国医生说                                   | PERSON 王建国
          """)
  void findsWhatIsThere(String text, String expected) {
    assertEquals(expected, found(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "card 4111 1111 1111 1112",
        "GB82 WEST 1234 5698 7654 33",
        "the 536 people of 90 towns",
        "666-12-3456 is no number",
        "version 10.2.300.4 of 999.1.1.1",
        "at 10:30:45 we had 12 of 2020",
        "The May meeting will mark hope",
        "32.13.2020",
        "half is 1/2 and 3/4 on 5/17ths or on 13/32",
        "756.9217.0769.86",
        "code 285052A12345681 is wrong",
        "他说今天很高兴",
        "110105194912310021 ends wrong"
      })
  void leavesWhatIsNone(String text) {
    assertEquals("", found(text));
  }

  /** Time grows with the length: nothing is tried again and again. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1 ",
        "1.",
        "1-2/",
        "12 34 56 78 ",
        ".",
        " ",
        "@",
        "a@",
        "a.",
        "(1",
        "+1 ",
        "A. ",
        "Ann ",
        "AB12 ",
        "1:",
        "a:b:",
        "www.",
        "李",
        "京A",
        "5月",
        "New ",
        "dr ",
        "-'",
        "1.1.1.1.",
        "ssn 1 "
      })
  void adversarialTextsTakeLinearTime(String part) {
    String text = part.repeat(LONG / 4 / part.length());
    assertTimeout(Duration.ofSeconds(20), () -> Redactor.find(DETECTORS, text));
  }

  @Test
  void tenMillionDigitsTakeLinearTime() {
    for (String part : List.of("7", "7.", "7 ")) {
      String text = part.repeat(LONG / part.length());
      assertTimeout(Duration.ofSeconds(30), () -> Redactor.find(DETECTORS, text), part);
    }
  }
}
