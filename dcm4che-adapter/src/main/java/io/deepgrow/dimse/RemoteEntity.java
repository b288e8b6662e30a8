package io.deepgrow.dimse;

import io.deepgrow.dimse.GatewayException.Code;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An application entity elsewhere, written {@code TITLE@host:port}.
 *
 * @param title 1 to 16 characters (PS3.8)
 * @param port 1 to 65535
 */
public record RemoteEntity(String title, String host, int port) {

  private static final Pattern FORM =
      Pattern.compile("([\\x21-\\x5B\\x5D-\\x7E]{1,16})@([A-Za-z0-9.-]{1,253}):([0-9]{1,5})");

  /**
   * Reads one.
   *
   * @throws GatewayException {@code gateway.setting}
   */
  public static RemoteEntity parse(String text) {
    Matcher matcher = FORM.matcher(text);
    int port = matcher.matches() ? Integer.parseInt(matcher.group(3)) : 0;
    if (port < 1 || port > 65_535) {
      throw new GatewayException(
          Code.SETTING, "'" + text + "' is no application entity: TITLE@host:port is expected");
    }
    return new RemoteEntity(matcher.group(1), matcher.group(2), port);
  }
}
