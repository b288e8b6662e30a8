package io.deepgrow.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {

  private static final String LEAST =
      "ae-title=DEEPGROW\ndimse.callers=PACS@127.0.0.1, CT1@127.0.0.2\nfolder=held\n";

  @TempDir Path folder;

  private GatewaySettings read(String text) throws Exception {
    return SettingsFile.read(Files.writeString(folder.resolve("gateway.properties"), text));
  }

  @Test
  void whatIsNotGivenIsLoopbackAndBounded() throws Exception {
    GatewaySettings settings = read(LEAST + "pacs=PACS@pacs.example:104\n");
    assertThat(settings.address().isLoopbackAddress()).isTrue();
    assertThat(settings.webAddress().isLoopbackAddress()).isTrue();
    assertThat(settings.dimsePort()).isEqualTo(11_112);
    assertThat(settings.callers()).extracting(AllowedCaller::title).containsExactly("PACS", "CT1");
    assertThat(settings.pacs()).hasValue(new RemoteEntity("PACS", "pacs.example", 104));
    assertThat(settings.patience()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.tls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dimse.prot=104",
        "dimse.port=70000",
        "dimse.port=x",
        "ae-title=LONGER THAN ALLOWED",
        "pacs=PACS@host",
        "dimse.callers=everybody",
        "folder=",
        "web.address=0.0.0.0",
        "web.token-file=nowhere",
        "dimse.tls.key-store=keys.p12"
      })
  void whatCantBeUsedIsRefusedByItsName(String line) {
    assertThatThrownBy(() -> read(LEAST + line + "\n"))
        .isInstanceOfSatisfying(
            GatewayException.class,
            e -> assertThat(e.code()).isEqualTo(GatewayException.Code.SETTING));
  }

  @Test
  void aSecretIsReadFromItsFileAndNeverPrinted() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "top secret\n");
    GatewaySettings settings = read(LEAST + "web.address=0.0.0.0\nweb.token-file=" + token + "\n");
    assertThat(settings.token()).hasValue("top secret");
    assertThat(settings.toString()).doesNotContain("secret");
  }

  private static InetAddress address(int last) throws Exception {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  @Test
  void aCallerIsTitleAndAddressTogether() throws Exception {
    AllowedCaller caller = AllowedCaller.parse("PACS@127.0.0.1");
    assertThat(caller.is("PACS", address(1))).isTrue();
    assertThat(caller.is("PACS", address(2))).isFalse();
    assertThat(caller.is("OTHER", address(1))).isFalse();
  }
}
