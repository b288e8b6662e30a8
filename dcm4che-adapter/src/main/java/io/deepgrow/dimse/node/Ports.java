package io.deepgrow.dimse.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Free ports. */
final class Ports {

  private Ports() {}

  static int free(InetAddress address) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, address)) {
      return socket.getLocalPort();
    }
  }
}
