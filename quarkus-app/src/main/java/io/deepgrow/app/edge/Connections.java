package io.deepgrow.app.edge;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/** The connection below a request, and whether it has had its last answer. */
final class Connections {

  private static final AttributeKey<Boolean> LAST = AttributeKey.valueOf(Connections.class, "last");

  private Connections() {}

  static Channel channel(HttpServerRequest request) {
    return ((ConnectionBase) request.connection()).channel();
  }

  /** No request that was sent along with this one is looked at. */
  static void takeNoMore(HttpServerRequest request) {
    channel(request).attr(LAST).set(true);
  }

  static boolean takesNoMore(HttpServerRequest request) {
    return Boolean.TRUE.equals(channel(request).attr(LAST).get());
  }
}
