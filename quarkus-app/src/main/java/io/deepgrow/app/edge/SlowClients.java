package io.deepgrow.app.edge;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.smallrye.config.SmallRyeConfig;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Puts a {@link SlowClient} on every connection that is accepted. Netty finds it as a service once
 * {@link #enable} was called, before the first server is made.
 */
public final class SlowClients extends ChannelInitializerExtension {

  public static void enable() {
    System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
  }

  @Override
  public void postInitializeServerChildChannel(Channel channel) {
    SmallRyeConfig config = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
    SlowClient.watch(channel, config.getConfigMapping(EdgeConfig.class));
  }
}
