package io.deepgrow.dicomweb.workitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The fake worklist answers as a real dcm4chee-arc did, request by request. */
class WorklistTranscriptsTest {

  private static final Path WIRE = Path.of("../../shared/reference/dcm4chee-arc-wire");
  private static final Pattern REQUEST =
      Pattern.compile(
          "(?s)>>> (\\S+) /dcm4chee-arc/aets/WORKLIST/rs(\\S*) HTTP/1.1\\n(.*?)\\n\\n(.*?)<<<");
  private static final Pattern ANSWER = Pattern.compile("HTTP/1.1 (\\d{3})");
  private static final Pattern WARNING = Pattern.compile("(?m)^Warning: 299 \\S+ (.*)$");
  private static final Pattern LOCATION = Pattern.compile("(?m)^Location: \\S*/workitems/(\\S+)$");

  private record Exchange(String title, String method, String path, String body, String answer) {

    private static List<Exchange> of(String file) throws IOException {
      List<Exchange> all = new ArrayList<>();
      for (String part : Files.readString(WIRE.resolve(file)).split("-{60,}")) {
        Matcher request = REQUEST.matcher(part);
        if (request.find()) {
          all.add(
              new Exchange(
                  part.strip().lines().findFirst().orElse(""),
                  request.group(1),
                  request.group(2),
                  request.group(4).strip(),
                  part.substring(request.end())));
        }
      }
      return all;
    }

    private String found(Pattern pattern) {
      Matcher matcher = pattern.matcher(answer);
      return matcher.find() ? matcher.group(1).strip() : "";
    }
  }

  @Test
  void statesAreClaimedCompletedAndRefusedAsOnTheWire() throws Exception {
    assumeTrue(Files.isDirectory(WIRE), "the recorded traffic of a dcm4chee-arc is not here");
    List<Exchange> created = Exchange.of("43-create.txt");
    List<Exchange> states = Exchange.of("46-state.txt");
    List<Exchange> updates = Exchange.of("47-update.txt");
    assertThat(states).hasSizeGreaterThan(10);
    try (FakeWorklist worklist = FakeWorklist.start(WorkitemWays.DCM4CHEE)) {
      worklist.naming(
          created.stream()
              .filter(each -> !each.path().contains("workitem="))
              .map(each -> each.found(LOCATION))
              .filter(uid -> !uid.isEmpty())
              .toList());
      for (Exchange each : created) {
        if (!each.found(LOCATION).isEmpty() || each.answer().contains(" 409 ")) {
          check(worklist, each);
        }
      }
      // the updates were sent while the item was in progress, before it was completed
      int claimed = 0;
      while (!states.get(claimed).title().contains("complete without final")) {
        check(worklist, states.get(claimed++));
      }
      check(worklist, states.get(claimed++));
      for (Exchange each : updates) {
        if (!each.path().contains("1795880983") && !each.title().contains("completed")) {
          check(worklist, each);
        }
      }
      for (Exchange each : states.subList(claimed, states.size())) {
        check(worklist, each);
      }
      for (Exchange each : updates) {
        if (each.title().contains("completed")) {
          check(worklist, each);
        }
      }
    }
  }

  private static void check(FakeWorklist worklist, Exchange exchange) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(worklist.root() + exchange.path()))
                    .method(exchange.method(), HttpRequest.BodyPublishers.ofString(exchange.body()))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode())
        .as(exchange.title() + " " + exchange.path())
        .isEqualTo(Integer.parseInt(exchange.found(ANSWER)));
    String words = exchange.found(WARNING);
    if (!words.isEmpty()) {
      assertThat(answer.headers().firstValue("Warning").orElse(""))
          .as(exchange.title())
          .endsWith(words);
    }
  }
}
