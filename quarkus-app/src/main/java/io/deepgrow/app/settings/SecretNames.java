package io.deepgrow.app.settings;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The one list of what is a secret: by the words in a setting's name, and by its exceptions. */
final class SecretNames {

  private static final Pattern WORDS =
      Pattern.compile(
          ".*(password|passphrase|secret|token|credential|setup-code|private-key|key-file|jwt"
              + "|authorization|api-key|access-key|cookie).*|.*\\.key");

  /** Names that hold such a word and no secret. */
  private static final Set<String> HARMLESS =
      Set.of(
          "deepgrow.pacs.allow-plain-credentials",
          "deepgrow.pacs.oauth.token-url",
          "deepgrow.security.wrong-tokens-a-minute",
          "quarkus.oidc.token.refresh-expired");

  private SecretNames() {}

  static boolean isSecret(String setting) {
    String name = setting.toLowerCase(Locale.ROOT).replace('_', '-');
    return !HARMLESS.contains(name) && WORDS.matcher(name).matches();
  }
}
