package io.deepgrow.app.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A path of the console with its filter, to which parameters are added as they are. */
final class Links {

  private final StringBuilder link;
  private boolean first = true;

  Links(String path) {
    link = new StringBuilder(path);
  }

  /** Adds a parameter; none where there is no value. */
  Links with(String name, @Nullable Object value) {
    if (value != null && !value.toString().isEmpty()) {
      link.append(first ? '?' : '&').append(name).append('=');
      link.append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
      first = false;
    }
    return this;
  }

  @Override
  public String toString() {
    return link.toString();
  }
}
