package io.deepgrow.dicomweb;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/** What goes into the Authorization header; asked for every request. */
@FunctionalInterface
public interface Authentication {

  Optional<String> header();

  /**
   * Another header after the service answered 401; empty where there can't be one.
   *
   * @param refused the header it was answered to
   */
  default Optional<String> renewed(String refused) {
    return Optional.empty();
  }

  static Authentication none() {
    return Optional::empty;
  }

  static Authentication basic(String user, String password) {
    byte[] bytes = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    String header = "Basic " + Base64.getEncoder().encodeToString(bytes);
    return () -> Optional.of(header);
  }

  static Authentication bearer(Supplier<String> token) {
    return () -> Optional.of("Bearer " + token.get());
  }
}
