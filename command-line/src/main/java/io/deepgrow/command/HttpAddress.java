package io.deepgrow.command;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the address of a service or a PACS from the command line, and refuses what none can be. */
public final class HttpAddress implements ITypeConverter<URI> {

  private static final int MAX_PORT = 65_535;

  @Override
  public URI convert(String text) {
    URI address;
    try {
      address = new URI(text.strip());
    } catch (URISyntaxException e) {
      throw refused(text, "it is no address");
    }
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw refused(text, "it does not begin with http:// or https://");
    }
    if (address.getRawUserInfo() != null) {
      // not shown: it holds a password
      throw new TypeConversionException(
          "an address takes no user or password, which everybody here could read");
    }
    if (address.getHost() == null) {
      throw refused(text, "it names no host, or one with characters that no host has");
    }
    if (address.getPort() == 0 || address.getPort() > MAX_PORT) {
      throw refused(text, "a port is 1 to 65535");
    }
    if (address.getRawQuery() != null || address.getRawFragment() != null) {
      throw refused(text, "it goes on after a ? or #");
    }
    return address;
  }

  private static TypeConversionException refused(String text, String why) {
    return new TypeConversionException(
        "'" + text + "' can't be called: " + why + "; an example is https://ct.example.org");
  }
}
