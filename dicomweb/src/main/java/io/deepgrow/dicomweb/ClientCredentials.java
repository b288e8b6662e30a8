package io.deepgrow.dicomweb;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Bearer tokens by the OAuth 2 client credentials grant (RFC 6749 4.4): renewed before they expire,
 * and once when the service refuses one all the same. Callers that need a token at the same time
 * share one request; nobody waits while the token at hand is still good. Safe for many threads.
 */
public final class ClientCredentials implements Authentication {

  /** Renewal begins this long before the end, or at a fifth of a short life. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  /**
   * Where tokens come from.
   *
   * @param tokenUrl of the authorization server
   * @param scope empty where the server needs none
   */
  public record Client(URI tokenUrl, String id, String secret, String scope) {
    public Client {
      String scheme = tokenUrl.getScheme();
      if (!("http".equals(scheme) || "https".equals(scheme)) || tokenUrl.getHost() == null) {
        throw new IllegalArgumentException("The token URL must be an http or https URL");
      }
    }

    /** Without the secret. */
    @Override
    public String toString() {
      return "Client[" + tokenUrl.getHost() + "]";
    }
  }

  /** A token and when it ends. */
  record Token(String value, Instant received, Instant expires) {

    String header() {
      return "Bearer " + value;
    }

    boolean isGood(Instant now) {
      return now.isBefore(expires);
    }

    boolean isDue(Instant now) {
      Duration fifth = Duration.between(received, expires).dividedBy(5);
      Duration margin = fifth.compareTo(MARGIN) < 0 ? fifth : MARGIN;
      return !now.isBefore(expires.minus(margin));
    }

    /** Never the token itself. */
    @Override
    public String toString() {
      return "Token[until " + expires + "]";
    }
  }

  private final Supplier<Token> request;
  private final Clock clock;
  private @Nullable Token token;
  private @Nullable CompletableFuture<Token> running;

  /**
   * Tokens of a client.
   *
   * @param trust TLS trust of its own; empty for the JDK's
   * @param timeout of one token request in all
   */
  public ClientCredentials(Client client, Optional<SSLContext> trust, Duration timeout) {
    this(client, trust, timeout, Clock.systemUTC());
  }

  ClientCredentials(Client client, Optional<SSLContext> trust, Duration timeout, Clock clock) {
    TokenEndpoint endpoint = new TokenEndpoint(client, trust, timeout, clock);
    this.request = endpoint::request;
    this.clock = clock;
  }

  /**
   * The header with a token that is good now.
   *
   * @throws DicomWebException {@code dicomweb.token_refused} or {@code dicomweb.token_unreachable}
   */
  @Override
  public Optional<String> header() {
    Instant now = clock.instant();
    Token current;
    boolean isRunning;
    synchronized (this) {
      current = token;
      isRunning = running != null;
    }
    boolean good = current != null && current.isGood(now);
    if (current != null && good && (isRunning || !current.isDue(now))) {
      return Optional.of(current.header());
    }
    try {
      return Optional.of(renew().header());
    } catch (DicomWebException e) {
      // not renewed early: the next call tries again, this one still has a token
      if (current != null && good) {
        return Optional.of(current.header());
      }
      throw e;
    }
  }

  @Override
  public Optional<String> renewed(String refused) {
    Token current;
    synchronized (this) {
      current = token;
    }
    return current != null && !current.header().equals(refused)
        ? Optional.of(current.header())
        : Optional.of(renew().header());
  }

  /** A new token, requested by one of the callers that need it. */
  private Token renew() {
    CompletableFuture<Token> own = new CompletableFuture<>();
    CompletableFuture<Token> shared;
    synchronized (this) {
      shared = running == null ? own : running;
      running = shared;
    }
    if (shared == own) {
      fetch(own);
    }
    try {
      return shared.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof DicomWebException failure) {
        throw new DicomWebException(
            failure.code(), failure.status(), String.valueOf(failure.getMessage()));
      }
      throw e;
    }
  }

  private void fetch(CompletableFuture<Token> result) {
    try {
      Token fresh = request.get();
      synchronized (this) {
        token = fresh;
        running = null;
      }
      result.complete(fresh);
    } catch (RuntimeException e) {
      synchronized (this) {
        running = null;
      }
      result.completeExceptionally(e);
    }
  }
}
