package io.deepgrow.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.settings.Settings.Origin;
import io.deepgrow.app.settings.Settings.Setting;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static final Map<String, String> DOCUMENTED =
      SettingsPage.meanings(
          """
          | setting | default | meaning |
          |---|---|---|
          | `deepgrow.a.url`, `.password` | – | where it is, see the [page](x.md) |
          | `deepgrow.a.copy` | – | of another |
          | `deepgrow.a.missing` | – | nothing |
          """);

  private static Settings settings(Map<String, String> values) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withSources(
                new PropertiesConfigSource(
                    values,
                    "PropertiesConfigSource[source=file:/srv/config/application.properties]",
                    300))
            .build();
    return new Settings(config, DOCUMENTED);
  }

  private static Setting one(Settings settings, String name) {
    return settings.find(name).stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void showsAValueWithItsMeaningAndWhereItComesFrom() {
    Settings settings = settings(Map.of("deepgrow.a.url", "https://pacs.example.org"));

    assertThat(one(settings, "deepgrow.a.url"))
        .isEqualTo(
            new Setting(
                "deepgrow.a.url",
                true,
                "https://pacs.example.org",
                Origin.FILE,
                false,
                "where it is, see the page"));
    assertThat(one(settings, "deepgrow.a.missing").set()).isFalse();
  }

  @Test
  void ofASecretOnlyThatItIsSetAlsoWhereAnotherHoldsIt() {
    Settings settings =
        settings(
            Map.of(
                "deepgrow.a.password", "open-sesame",
                "deepgrow.a.url", "https://ada:open-sesame@pacs.example.org",
                "deepgrow.a.copy", "${deepgrow.a.password}"));

    assertThat(one(settings, "deepgrow.a.password"))
        .isEqualTo(
            new Setting(
                "deepgrow.a.password", true, null, Origin.FILE, true, "where it is, see the page"));
    assertThat(settings.find("").toString()).doesNotContain("open-sesame");
    assertThat(one(settings, "deepgrow.a.copy").value()).isEqualTo("[secret]");
  }

  @Test
  void whatTheDocumentsDoNotHaveIsNamedWithoutItsValue() {
    Settings settings =
        settings(Map.of("quarkus.oidc.credentials.jwt.key", "abc", "quarkus.x", "y1"));

    assertThat(one(settings, "quarkus.x"))
        .isEqualTo(new Setting("quarkus.x", true, null, Origin.FILE, false, ""));
    assertThat(one(settings, "quarkus.oidc.credentials.jwt.key").secret()).isTrue();
  }

  @Test
  void searchesNamesValuesAndMeaningsButNoSecrets() {
    Settings settings =
        settings(Map.of("deepgrow.a.url", "https://Seven", "deepgrow.a.password", "needle-in-hay"));

    assertThat(settings.find("  seven ")).hasSize(1);
    assertThat(settings.find("OF ANOTHER")).hasSize(1);
    assertThat(settings.find("needle")).isEmpty();
  }

  @Test
  void knowsSourcesByTheNamesTheyGiveThemselves() {
    assertThat(Settings.origin(null)).isEqualTo(Origin.DEFAULT);
    assertThat(Settings.origin("SysPropConfigSource")).isEqualTo(Origin.SYSTEM_PROPERTY);
    assertThat(Settings.origin("EnvConfigSource")).isEqualTo(Origin.ENVIRONMENT);
    assertThat(Settings.origin("PropertiesConfigSource[source=file:/srv/.env]"))
        .isEqualTo(Origin.ENVIRONMENT);
    assertThat(
            Settings.origin(
                "PropertiesConfigSource[source=jar:file:/srv/a.jar!/application.properties]"))
        .isEqualTo(Origin.DEFAULT);
    assertThat(Settings.origin("Runtime Values")).isEqualTo(Origin.DEFAULT);
    assertThat(Settings.origin("VaultConfigSource")).isEqualTo(Origin.OTHER);
  }
}
