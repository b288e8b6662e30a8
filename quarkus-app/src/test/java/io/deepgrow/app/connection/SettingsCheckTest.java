package io.deepgrow.app.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCheckTest {

  private final Map<String, Object> fields =
      new TreeMap<>(
          Map.of(
              "root", "https://pacs.test/dicom-web",
              "role", "BOTH",
              "dialect", "GENERIC",
              "authentication", "NONE"));

  private ConnectionSettings checked(boolean allowPlain) {
    return new SettingsCheck(allowPlain)
        .require(new ObjectMapper().convertValue(fields, ConnectionSettings.class));
  }

  private void assertRefused(String words) {
    assertThatThrownBy(() -> checked(false))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONNECTION_UNUSABLE))
        .hasMessageContaining(words);
  }

  @Test
  void blanksAreAbsent() {
    fields.put("searchRoot", " ");
    fields.put("scope", "");
    fields.put("root", " https://pacs.test/dicom-web ");
    ConnectionSettings checked = checked(false);
    assertThat(checked.searchRoot()).isNull();
    assertThat(checked.scope()).isNull();
    assertThat(checked.root()).isEqualTo("https://pacs.test/dicom-web");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://a.test",
        "https://",
        "pacs",
        "https://u:p@a.test/x",
        "https://a.test/?x=1",
        "https://a.test/#x",
        "https://a b.test",
        "file:///etc/passwd"
      })
  void aRootIsAWebAddressWithoutASecretInIt(String url) {
    for (String field : new String[] {"root", "searchRoot", "retrieveRoot", "storeRoot"}) {
      Object before = fields.put(field, url);
      assertRefused(field + " is an http or https URL");
      fields.put(field, before == null ? "" : before);
    }
  }

  @Test
  void noSecretCrossesTheNetworkInClear() {
    fields.put("authentication", "BASIC");
    fields.put("username", "deepgrow");
    fields.put("storeRoot", "http://store.test/rs");
    assertRefused("storeRoot: a password or token would cross the network in clear");
    assertThat(checked(true).storeRoot()).isEqualTo("http://store.test/rs");
    fields.put("storeRoot", "http://127.0.0.1:8042/dicom-web");
    assertThat(checked(false).storeRoot()).contains("127");
    fields.put("storeRoot", "http://127.0.0.1.evil.test/rs");
    assertRefused("in clear");
  }

  @ParameterizedTest
  @CsvSource({
    "BASIC, username, username is missing",
    "CLIENT_CREDENTIALS, tokenUrl, tokenUrl is missing"
  })
  void whatAnAuthenticationNeedsIsThere(String kind, String field, String words) {
    fields.put("authentication", kind);
    assertRefused(words);
  }

  @ParameterizedTest
  @CsvSource({
    "quietFrom, 22:00, two times of day",
    "zone, Mars/Olympus, time zone",
    "trustedCertificates, nonsense, BEGIN CERTIFICATE",
    "clientCertificate, -----BEGIN PRIVATE KEY-----, private key: that is a secret"
  })
  void namesTheFieldThatIsWrong(String field, String value, String words) {
    fields.put(field, value);
    assertRefused(words);
  }

  @Test
  void limitsAreNumbersFromOne() {
    fields.put("parallelCalls", 0);
    assertRefused("parallelCalls is 1 to 1000");
    fields.put("parallelCalls", 1);
    fields.put("callsAMinute", -5);
    assertRefused("callsAMinute is 1 to 100000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "default", "Research", "a b", "-a", "a/b", "ä"})
  void aNameStandsInAPath(String name) {
    assertThatThrownBy(() -> SettingsCheck.name(name)).isInstanceOf(ApiException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "BEARER_TOKEN, 'abc\r\nX-Evil: 1'",
    "BEARER_TOKEN, Bearer abc",
    "PASSWORD, 'two\nlines'",
    "PRIVATE_KEY, -----BEGIN RSA PRIVATE KEY-----abc",
    "CLIENT_SECRET, ' '"
  })
  void aSecretThatCanNotBeOneIsRefusedWithoutBeingRepeated(SecretField field, String value) {
    assertThatThrownBy(() -> field.require(value))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONNECTION_UNUSABLE))
        .hasMessageNotContaining("abc")
        .hasMessageNotContaining("two");
  }
}
