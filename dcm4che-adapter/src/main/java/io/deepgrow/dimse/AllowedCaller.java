package io.deepgrow.dimse;

import io.deepgrow.dimse.GatewayException.Code;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may open an association, written {@code TITLE@address}: a title is easily claimed, so that
 * the address counts too.
 *
 * @param title of the calling application entity
 * @param addresses from which it may call
 */
public record AllowedCaller(String title, List<InetAddress> addresses) {

  private static final Pattern FORM =
      Pattern.compile("([\\x21-\\x5B\\x5D-\\x7E]{1,16})@([A-Za-z0-9.:-]{1,253})");

  /**
   * Reads one; a host name is looked up once, here.
   *
   * @throws GatewayException {@code gateway.setting}
   */
  public static AllowedCaller parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new GatewayException(
          Code.SETTING, "'" + text + "' is no caller: TITLE@address is expected");
    }
    try {
      return new AllowedCaller(
          matcher.group(1), List.of(InetAddress.getAllByName(matcher.group(2))));
    } catch (UnknownHostException e) {
      throw new GatewayException(Code.SETTING, "The host of caller '" + text + "' is unknown", e);
    }
  }

  /** Whether a call of this title from this address is this one. */
  public boolean is(String callingTitle, InetAddress address) {
    return title.equals(callingTitle) && addresses.contains(address);
  }
}
