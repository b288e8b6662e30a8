package io.deepgrow.app.secret;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The keys that open secrets in the database, below {@code deepgrow.secrets}. */
@ConfigMapping(prefix = "deepgrow.secrets")
interface SecretsConfig {

  /** File with the master key: 32 bytes in base64 or as hexadecimal digits. */
  Optional<Path> keyFile();

  /** The master key itself, instead of a file. */
  Optional<String> key();

  /** Files with earlier master keys, which open what they sealed until it is sealed anew. */
  Optional<List<Path>> formerKeyFiles();
}
