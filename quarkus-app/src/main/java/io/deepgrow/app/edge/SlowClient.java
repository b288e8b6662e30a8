package io.deepgrow.app.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Watches one connection and closes it when the head of a request takes too long, when nothing has
 * been asked for too long, or when the client reads nothing of what waits for it. All on the
 * connection's event loop.
 */
final class SlowClient extends ChannelDuplexHandler {

  private static final Logger LOG = Logger.getLogger(SlowClient.class);
  private static final AttributeKey<SlowClient> KEY = AttributeKey.valueOf(SlowClient.class, "it");
  private static final long CHECK_MILLIS = 1000;

  private final EdgeConfig config;
  private @Nullable ScheduledFuture<?> checks;
  private long since = System.nanoTime();
  private boolean headBegun = true;
  private int open;
  private long pending;
  private long progressAt = System.nanoTime();

  SlowClient(EdgeConfig config) {
    this.config = config;
  }

  static void watch(Channel channel, EdgeConfig config) {
    SlowClient watch = new SlowClient(config);
    channel.attr(KEY).set(watch);
    channel.pipeline().addFirst(watch);
  }

  /** The head of a request is complete. */
  static void requestBegins(RoutingContext context) {
    Channel channel = Connections.channel(context.request());
    SlowClient watch = channel.attr(KEY).get();
    if (watch == null) {
      return;
    }
    watch.open++;
    watch.headBegun = false;
    context.addEndHandler(end -> channel.eventLoop().execute(watch::requestEnds));
  }

  private void requestEnds() {
    open--;
    since = System.nanoTime();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    checks =
        context
            .executor()
            .scheduleWithFixedDelay(
                () -> check(context), CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (checks != null) {
      checks.cancel(false);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (open == 0 && !headBegun) {
      headBegun = true;
      since = System.nanoTime();
    }
    context.fireChannelRead(message);
  }

  private void check(ChannelHandlerContext context) {
    long now = System.nanoTime();
    if (headBegun && now - since > config.headTime().toNanos()) {
      close(context);
    } else if (open == 0 && !headBegun && now - since > config.idleTime().toNanos()) {
      close(context);
    } else if (stalled(context.channel(), now)) {
      // the client does not read, so it would not read a farewell either
      context.channel().unsafe().closeForcibly();
      close(context);
    }
  }

  private static void close(ChannelHandlerContext context) {
    context
        .close()
        .addListener(
            closed -> {
              if (!closed.isSuccess()) {
                LOG.warnf(closed.cause(), "the connection of a slow client could not be closed");
              }
            });
  }

  /** Whether bytes have waited for the client for too long without any getting through. */
  private boolean stalled(Channel channel, long now) {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    long left = buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
    if (left == 0 || left != pending) {
      pending = left;
      progressAt = now;
      return false;
    }
    return now - progressAt > config.stallTime().toNanos();
  }
}
