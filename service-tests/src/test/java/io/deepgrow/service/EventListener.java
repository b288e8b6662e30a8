package io.deepgrow.service;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens to a session's events, at another replica whenever its stream breaks. */
final class EventListener implements AutoCloseable {

  private final Replicas replicas;
  private final String session;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Long> numbers = new CopyOnWriteArrayList<>();
  private final List<String> types = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::listen, "listener");
  private volatile boolean listening = true;
  private volatile InputStream open = InputStream.nullInputStream();

  EventListener(Replicas replicas, String session) {
    this.replicas = replicas;
    this.session = session;
    thread.setDaemon(true);
    thread.start();
  }

  /** The numbers of the events, as they came. */
  List<Long> numbers() {
    return numbers;
  }

  /** Their data. */
  List<String> types() {
    return types;
  }

  private void listen() {
    while (listening) {
      try {
        HttpRequest.Builder request =
            HttpRequest.newBuilder(URI.create(replicas.next() + "/" + session + "/events"))
                .header("Accept", "text/event-stream");
        request.header(
            "Last-Event-ID",
            numbers.isEmpty() ? "0" : Long.toString(numbers.get(numbers.size() - 1)));
        HttpResponse<InputStream> answer =
            http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() == 200) {
          read(answer.body());
        }
      } catch (IOException e) {
        // the next one
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void read(InputStream body) {
    open = body;
    String data = "";
    try (Scanner lines = new Scanner(body, StandardCharsets.UTF_8)) {
      while (listening && lines.hasNextLine()) {
        String line = lines.nextLine();
        if (line.startsWith("data:")) {
          data = line.substring(5);
        } else if (line.startsWith("id:")) {
          numbers.add(Long.parseLong(line.substring(3).strip()));
          types.add(data);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    listening = false;
    open.close();
    thread.interrupt();
  }
}
