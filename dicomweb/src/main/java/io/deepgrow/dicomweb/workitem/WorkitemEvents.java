package io.deepgrow.dicomweb.workitem;

import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.ServiceCalls;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A subscription to the events of a worklist, and the WebSocket by which they come (PS3.18 8.10.4,
 * 11.8). What happens while there is no socket is lost: search the worklist each time that one was
 * opened.
 */
public final class WorkitemEvents implements AutoCloseable {

  private static final String GLOBAL = "1.2.840.10008.5.1.4.34.5";
  private static final String FILTERED = GLOBAL + ".1";
  private static final int LONGEST_MESSAGE = 1 << 20;

  private final Consumer<WorkitemEvent> listener;
  private volatile long heard = System.nanoTime();
  private volatile boolean open = true;
  private @Nullable WebSocket socket;

  private WorkitemEvents(Consumer<WorkitemEvent> listener) {
    this.listener = listener;
  }

  /**
   * Subscribes, and opens the socket. It is opened on the host of the root, whatever host the
   * service names.
   *
   * @param aeTitle of the performer
   * @param matching keys of the items that events are requested of; none for all
   * @param listener gets the events one after the other; must not block for long
   * @throws DicomWebException {@code dicomweb.unreachable}, or that of the status
   */
  public static WorkitemEvents open(
      DicomWebConfig config,
      URI root,
      String aeTitle,
      Map<String, String> matching,
      Consumer<WorkitemEvent> listener) {
    ServiceCalls.Reply reply =
        new ServiceCalls(config, root)
            .post(
                "/workitems/"
                    + (matching.isEmpty() ? GLOBAL : FILTERED)
                    + "/subscribers/"
                    + encode(aeTitle)
                    + query(matching));
    reply.require("subscription to a worklist");
    WorkitemEvents events = new WorkitemEvents(listener);
    events.connect(config, channel(root, reply.location(), aeTitle));
    return events;
  }

  private static String query(Map<String, String> matching) {
    StringBuilder query = new StringBuilder();
    new TreeMap<>(matching)
        .forEach(
            (key, value) ->
                query
                    .append(query.isEmpty() ? '?' : '&')
                    .append(encode(key))
                    .append('=')
                    .append(encode(value)));
    return query.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The place that the service names, on the host that we know. */
  static URI channel(URI root, String location, String aeTitle) {
    String scheme = "https".equals(root.getScheme()) ? "wss" : "ws";
    String path =
        location.isEmpty()
            ? root.getRawPath().replaceFirst("/+$", "") + "/subscribers/" + encode(aeTitle)
            : URI.create(location).getRawPath();
    return URI.create(scheme + "://" + root.getRawAuthority() + path);
  }

  private void connect(DicomWebConfig config, URI channel) {
    HttpClient.Builder http = HttpClient.newBuilder().connectTimeout(config.connectTimeout());
    config.trust().ifPresent(http::sslContext);
    WebSocket.Builder builder =
        http.build().newWebSocketBuilder().connectTimeout(config.connectTimeout());
    config.authentication().header().ifPresent(value -> builder.header("Authorization", value));
    try {
      socket =
          builder
              .buildAsync(channel, new Messages())
              .get(config.idleTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(e);
    } catch (ExecutionException | TimeoutException e) {
      throw unreachable(e);
    }
  }

  private static DicomWebException unreachable(Exception e) {
    return new DicomWebException(
        "dicomweb.unreachable", "The event channel of the worklist could not be opened", e);
  }

  /**
   * Whether the socket is open and something was heard on it lately.
   *
   * @param longest silence, in which at least one {@link #beat} has to lie
   */
  public boolean isAlive(Duration longest) {
    return open && System.nanoTime() - heard <= longest.toNanos();
  }

  /** Has the other side show that it is there. */
  public void beat() {
    WebSocket now = socket;
    if (now != null && open) {
      var unused =
          now.sendPing(ByteBuffer.allocate(0))
              .whenComplete(
                  (sent, failure) -> {
                    if (failure != null) {
                      open = false;
                    }
                  });
    }
  }

  @Override
  public void close() {
    open = false;
    WebSocket now = socket;
    if (now != null) {
      now.abort();
    }
  }

  /** Puts messages together and reads them. */
  private final class Messages implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      heard = System.nanoTime();
      if (message.length() + part.length() > LONGEST_MESSAGE) {
        close();
        return null;
      }
      message.append(part);
      if (last) {
        String text = message.toString();
        message.setLength(0);
        WorkitemEvent.read(text).ifPresent(listener);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer content) {
      heard = System.nanoTime();
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      open = false;
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      open = false;
    }
  }
}
