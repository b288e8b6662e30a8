package io.deepgrow.app.console;

import io.deepgrow.app.result.ResultSearch;
import io.deepgrow.app.result.ResultState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the page of results shows. */
@ApplicationScoped
class ResultList {

  /**
   * A tab.
   *
   * @param current whether it is the one that is open
   */
  record Tab(String name, long results, String link, boolean current) {}

  /** A result as a row. */
  record Row(ResultSearch.ResultItem result, double age, boolean ended) {
    public boolean sendable() {
      return switch (result.state()) {
        case PENDING, STORED, REJECTED -> true;
        case VERIFIED, AWAITING_REVIEW, WITHHELD -> false;
      };
    }
  }

  /**
   * The page.
   *
   * @param here this page with its filter
   * @param next where the next page is, or empty
   */
  record Listed(
      ResultSearch.Filter filter,
      List<Tab> tabs,
      List<ResultSearch.Reason> reasons,
      List<Row> rows,
      String here,
      String next) {}

  private final Frames frames;
  private final ResultSearch search;
  private final Clock clock;

  ResultList(Frames frames, ResultSearch search, Clock clock) {
    this.frames = frames;
    this.search = search;
    this.clock = clock;
  }

  /** The page with what was found. */
  Listed of(ResultSearch.Filter filter, ResultSearch.ResultPage found) {
    Map<ResultState, Long> counts = search.counts();
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    List<Tab> tabs = new ArrayList<>();
    tabs.add(new Tab("All", all, path(null).toString(), filter.state() == null));
    counts.forEach(
        (state, n) ->
            tabs.add(new Tab(name(state), n, path(state).toString(), state == filter.state())));
    Instant now = clock.instant();
    List<Row> rows =
        found.results().stream()
            .map(
                r ->
                    new Row(
                        r,
                        Duration.between(r.createdAt(), now).toSeconds(),
                        r.nextAttempt() == null))
            .toList();
    String here =
        path(filter.state())
            .with("study", filter.study())
            .with("reason", filter.reason())
            .toString();
    String next =
        found.next() == null
            ? ""
            : path(filter.state())
                .with("study", filter.study())
                .with("reason", filter.reason())
                .with("after", found.next())
                .toString();
    return new Listed(filter, List.copyOf(tabs), search.reasons(), rows, here, next);
  }

  /** The list of one state; of all for none. */
  Links path(@Nullable ResultState state) {
    return new Links(frames.base() + "console/results").with("state", state);
  }

  /** A state in a word that nobody has to look up. */
  private static String name(ResultState state) {
    return switch (state) {
      case PENDING -> "Waiting";
      case STORED -> "Being checked";
      case VERIFIED -> "In the PACS";
      case REJECTED -> "Refused";
      case AWAITING_REVIEW -> "Awaiting review";
      case WITHHELD -> "Not accepted";
    };
  }
}
