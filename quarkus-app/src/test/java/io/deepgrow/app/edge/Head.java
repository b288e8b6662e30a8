package io.deepgrow.app.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** The head of a request as rules of the edge see it, however little sense it makes. */
final class Head {

  private final HttpMethod method;
  private final @Nullable String path;
  private final @Nullable String query;
  private final HttpVersion version;
  private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();

  private Head(String method, @Nullable String path, @Nullable String query, HttpVersion version) {
    this.method = HttpMethod.valueOf(method);
    this.path = path;
    this.query = query;
    this.version = version;
  }

  static Head of(String method, @Nullable String path) {
    return new Head(method, path, null, HttpVersion.HTTP_1_1);
  }

  Head query(String other) {
    Head head = new Head(method.name(), path, other, version);
    head.headers.addAll(headers);
    return head;
  }

  Head in(HttpVersion other) {
    Head head = new Head(method.name(), path, query, other);
    head.headers.addAll(headers);
    return head;
  }

  /** Adds one header more, beside those of that name. */
  Head with(String name, String value) {
    headers.add(name, value);
    return this;
  }

  HttpServerRequest request() {
    return (HttpServerRequest)
        Proxy.newProxyInstance(
            Head.class.getClassLoader(),
            new Class<?>[] {HttpServerRequest.class},
            (self, called, arguments) ->
                switch (called.getName()) {
                  case "method" -> method;
                  case "path" -> path;
                  case "query" -> query;
                  case "version" -> version;
                  case "headers" -> headers;
                  case "getHeader" -> headers.get(arguments[0].toString());
                  default ->
                      throw new UnsupportedOperationException(called.getName() + " of a head");
                });
  }
}
