package io.deepgrow.benchmarks.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A bare connection on which nobody waits: what is sent is exactly what is written here. */
final class Wire implements AutoCloseable {

  private static final int LOOKED_AT = 8192;
  private static final int SMALL_WINDOW = 2048;

  private final SocketChannel channel;
  private final StringBuilder text = new StringBuilder();
  private boolean ended;

  private Wire(SocketChannel channel) {
    this.channel = channel;
  }

  /** Connects to a port of this machine and sends. */
  static Wire open(int port, String bytes) throws IOException {
    return open(port, bytes, 0);
  }

  /** As a client that takes in next to nothing of what is sent to it. */
  static Wire deaf(int port, String bytes) throws IOException {
    return open(port, bytes, SMALL_WINDOW);
  }

  private static Wire open(int port, String bytes, int window) throws IOException {
    SocketChannel channel = SocketChannel.open();
    if (window > 0) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, window);
    }
    channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.configureBlocking(false);
    Wire wire = new Wire(channel);
    wire.send(bytes);
    return wire;
  }

  /** Sends a few bytes more, unless the other end is gone or takes none. */
  void send(String bytes) {
    try {
      if (!ended) {
        channel.write(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
      }
    } catch (IOException e) {
      ended = true;
    }
  }

  /** Takes what has come, and keeps its beginning. */
  void read() {
    try {
      ByteBuffer buffer = ByteBuffer.allocate(1 << 14);
      int got = 1;
      while (!ended && got > 0) {
        got = channel.read(buffer.clear());
        if (got > 0 && text.length() < LOOKED_AT) {
          text.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
        }
        ended = got < 0;
      }
    } catch (IOException e) {
      ended = true;
    }
  }

  /** The status of the first answer; 0 when none came so far. */
  int status() {
    String line = text.toString().startsWith("HTTP/1.1 100") ? afterContinue() : text.toString();
    return line.startsWith("HTTP/1.1 ") && line.length() >= 12
        ? Integer.parseInt(line.substring(9, 12))
        : 0;
  }

  private String afterContinue() {
    int end = text.indexOf("\r\n\r\n");
    return end < 0 ? "" : text.substring(end + 4);
  }

  /** The beginning of what came. */
  String text() {
    return text.toString();
  }

  boolean ended() {
    return ended;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      ended = true;
    }
  }
}
