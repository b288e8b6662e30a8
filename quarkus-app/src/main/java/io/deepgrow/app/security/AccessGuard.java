package io.deepgrow.app.security;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Problem;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who sends the token; where there is none and not everybody may call, the service does not
 * start.
 */
@ApplicationScoped
public class AccessGuard {

  private static final int MIN_TOKEN = 32;
  private static final String SCHEME = "Bearer ";

  private final boolean anonymous;
  private final Optional<String> token;
  private final WrongTokens wrong;

  AccessGuard(DeepgrowConfig config, WrongTokens wrong) {
    this.wrong = wrong;
    this.anonymous = config.security().allowAnonymous();
    this.token = config.security().token().filter(t -> !t.isBlank());
  }

  void check(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
    if (!anonymous && token.isEmpty()) {
      throw new ConfigurationException(
          "Nobody could sign in: set deepgrow.security.token, or"
              + " deepgrow.security.allow-anonymous=true to let everybody in");
    }
    if (token.isPresent() && token.get().length() < MIN_TOKEN) {
      throw new ConfigurationException(
          "deepgrow.security.token can be guessed: give it at least "
              + MIN_TOKEN
              + " characters, such as those of openssl rand -hex 32");
    }
  }

  @ServerRequestFilter
  public Optional<Response> admit(ContainerRequestContext request, SimpleResourceInfo resource) {
    boolean open = resource.getResourceClass().isAnnotationPresent(OpenToAll.class);
    return open || admits(request.getHeaderString(HttpHeaders.AUTHORIZATION))
        ? Optional.empty()
        : Optional.of(refusal());
  }

  /**
   * Whether a caller is let in.
   *
   * @param header Authorization, or null
   * @param address where the request comes from
   */
  public Verdict verdict(@Nullable String header, String address) {
    if (admits(header)) {
      return Verdict.ADMITTED;
    }
    return header != null && wrong.add(address) ? Verdict.GUESSING : Verdict.UNKNOWN;
  }

  /** Whether a caller with this Authorization header, perhaps none, is let in. */
  public boolean admits(@Nullable String header) {
    return anonymous
        || (header != null
            && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
            && knows(header.substring(SCHEME.length()).strip()));
  }

  /** Whether nobody has to say who they are. */
  public boolean isAnonymous() {
    return anonymous;
  }

  /** Whether this is the token that callers must send. */
  public boolean knows(String given) {
    return token.isPresent() && equal(given, token.get());
  }

  /** In a time that tells nothing of where they differ. */
  private static boolean equal(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private static Response refusal() {
    return Problem.of(ErrorCode.UNAUTHENTICATED, "Send Authorization: Bearer with the token")
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }
}
