package io.deepgrow.benchmarks.attack;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The same save by many at once under one key: one result, one answer for all. */
final class ParallelSaves implements Attack {

  private static final int MANY = 20;
  private static final int PAUSE_MILLIS = 1000;

  private final Stage stage;

  ParallelSaves(Stage stage) {
    this.stage = stage;
  }

  @Override
  public String name() {
    return MANY + " saves with one key";
  }

  @Override
  public void run(Tally tally, Progress progress) throws IOException, InterruptedException {
    Caller caller = stage.caller();
    String session = caller.open(stage.study(), stage.series());
    caller.mark(caller.addSegment(session), stage.voxels().get(0));
    int waves = 0;
    progress.underWay();
    do {
      wave(caller, session, tally);
      waves++;
      int results = caller.get(session + "/results").size();
      if (results != waves) {
        tally.fault(waves + " keys made " + results + " results");
      }
    } while (progress.goesOn(PAUSE_MILLIS));
  }

  private static void wave(Caller caller, String session, Tally tally) {
    String key = UUID.randomUUID().toString();
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    for (int n = 0; n < MANY; n++) {
      all.add(caller.save(session, key));
    }
    tally.sent(MANY);
    Set<String> bodies = new HashSet<>();
    for (CompletableFuture<HttpResponse<String>> one : all) {
      try {
        HttpResponse<String> answer = one.join();
        tally.answered(answer.statusCode(), answer.body());
        // how far it is on its way may differ, what it is may not
        bodies.add(
            answer.statusCode() + answer.body().replaceAll("\"(state|attempts)\":[^,]*,", ""));
      } catch (CompletionException e) {
        tally.fault("a save was not answered: " + e.getCause());
      }
    }
    if (bodies.size() > 1) {
      tally.fault("saves with one key got " + bodies.size() + " answers");
    }
  }
}
