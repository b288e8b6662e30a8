package io.deepgrow.app.connection;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.connection.tls.Pem;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A secret that a connection may have. */
public enum SecretField {
  PASSWORD("password", "password"),
  BEARER_TOKEN("bearer-token", "bearer token"),
  CLIENT_SECRET("client-secret", "client secret"),
  PRIVATE_KEY("private-key", "private key of the client certificate");

  private static final int MOST = 16_384;
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]+");
  private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]+");

  private final String field;
  private final String words;

  SecretField(String field, String words) {
    this.field = field;
    this.words = words;
  }

  /** As paths and rows name it. */
  public String field() {
    return field;
  }

  /** As people name it. */
  public String words() {
    return words;
  }

  /**
   * The field of a name.
   *
   * @throws ApiException {@code request.not_found}
   */
  public static SecretField of(String name) {
    return Arrays.stream(values())
        .filter(each -> each.field.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ApiException(
                    ErrorCode.NOT_FOUND,
                    "Secrets are called password, bearer-token, client-secret and private-key"));
  }

  /** Refuses what can't be such a secret, without repeating it: {@code connection.unusable}. */
  void require(String value) {
    if (value.isBlank() || value.length() > MOST) {
      throw unusable("has 1 to " + MOST + " characters");
    }
    switch (this) {
      case BEARER_TOKEN -> {
        if (!TOKEN.matcher(value).matches()) {
          throw unusable(
              "has letters, digits and . _ ~ + / = - only (RFC 6750), without \"Bearer\"");
        }
      }
      case PRIVATE_KEY -> Pem.privateKey(value);
      case PASSWORD, CLIENT_SECRET -> {
        if (!LINE.matcher(value).matches()) {
          throw unusable("is one line");
        }
      }
    }
  }

  private ApiException unusable(String why) {
    return new ApiException(ErrorCode.CONNECTION_UNUSABLE, "A " + words + " " + why);
  }
}
