package io.deepgrow.command;

import java.io.IOException;
import java.net.URI;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which service to call, and the token that it requires. */
final class ServiceOptions {

  @Option(
      names = "--url",
      required = true,
      converter = HttpAddress.class,
      description = "Root of the service.")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Mixin private final TokenOption token = new TokenOption();

  ServiceClient client() throws IOException {
    return new ServiceClient(url, token.read(TokenOption.OF_SERVICE, System.getenv()).orElse(null));
  }
}
