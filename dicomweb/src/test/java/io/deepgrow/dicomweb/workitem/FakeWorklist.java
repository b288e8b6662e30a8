package io.deepgrow.dicomweb.workitem;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.json.DicomJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A worklist that keeps the state machine of PS3.4 CC.1.1 and answers as dcm4chee-arc, or as Azure,
 * does; answers and requests are lost when a test says so.
 */
public final class FakeWorklist implements AutoCloseable {

  /** What becomes of a request. */
  public enum Fate {
    ANSWERED,
    /** Nothing is done. */
    LOST_BEFORE,
    /** It is done, and nobody hears of it. */
    LOST_AFTER
  }

  /** An item with the lock that no answer ever has. */
  private static final class Item {
    private final DicomObject data;
    private String transaction = "";

    private Item(DicomObject data) {
      this.data = data;
    }

    private String state() {
      return data.string(Workitem.PROCEDURE_STEP_STATE).orElse("");
    }

    private void state(String state) {
      data.setString(Workitem.PROCEDURE_STEP_STATE, state);
    }
  }

  private record Reply(int status, String warning, String body) {
    private static Reply of(int status, String warning) {
      return new Reply(status, warning, "");
    }
  }

  private static final String WORKITEMS = "/workitems";
  private static final String WRONG_STATE =
      "The submitted request is inconsistent with the current state of the UPS Instance.";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final WorkitemWays ways;
  private final Map<String, Item> items = new LinkedHashMap<>();
  private final Deque<String> uids = new ArrayDeque<>();
  private volatile Supplier<Fate> fate = () -> Fate.ANSWERED;

  private FakeWorklist(WorkitemWays ways) throws IOException {
    this.ways = ways;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  /** Starts on a free loopback port. */
  public static FakeWorklist start(WorkitemWays ways) {
    try {
      FakeWorklist worklist = new FakeWorklist(ways);
      worklist.server.setExecutor(worklist.threads);
      worklist.server.createContext("/", worklist::handle);
      worklist.server.start();
      return worklist;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI root() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public FakeWorklist with(Supplier<Fate> other) {
    fate = other;
    return this;
  }

  /** The UIDs of the next items that are made without one. */
  FakeWorklist naming(List<String> next) {
    uids.addAll(next);
    return this;
  }

  /** Puts an item on the list. */
  public synchronized String schedule(DicomObject item) {
    String uid = item.string(Tag.SOP_INSTANCE_UID).orElseThrow();
    item.setString(Workitem.PROCEDURE_STEP_STATE, "SCHEDULED");
    items.put(uid, new Item(item));
    return uid;
  }

  /** The state of an item. */
  public synchronized String state(String uid) {
    return item(uid).state();
  }

  /** The lock of an item; empty while it has none. */
  public synchronized String lock(String uid) {
    return item(uid).transaction;
  }

  /** An item with all that it was updated with. */
  public synchronized DicomObject data(String uid) {
    return item(uid).data.deepCopy();
  }

  private Item item(String uid) {
    return Optional.ofNullable(items.get(uid)).orElseThrow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Fate now = fate.get();
      if (now == Fate.LOST_BEFORE) {
        return;
      }
      Reply reply = reply(exchange, body);
      if (now == Fate.LOST_AFTER) {
        return;
      }
      if (!reply.warning().isEmpty()) {
        exchange.getResponseHeaders().add("Warning", "299 " + root() + ": " + reply.warning());
      }
      exchange.getResponseHeaders().set("Content-Type", "application/dicom+json");
      byte[] content = reply.body().getBytes(StandardCharsets.UTF_8);
      int length = content.length;
      exchange.sendResponseHeaders(reply.status(), length == 0 ? -1 : length);
      exchange.getResponseBody().write(content);
    }
  }

  private synchronized Reply reply(HttpExchange exchange, byte[] body) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String rest = path.substring(path.indexOf(WORKITEMS) + WORKITEMS.length());
    String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    String[] part = rest.split("/");
    String method = exchange.getRequestMethod();
    if (part.length < 2) {
      return method.equals("POST") ? create(query, body) : search(query);
    }
    Item item = items.get(part[1]);
    if (item == null) {
      return Reply.of(404, "Specified SOP Instance UID does not exist");
    }
    if (method.equals("GET")) {
      return new Reply(200, "", json(List.of(item.data)));
    }
    if (part.length == 2) {
      return update(item, query, read(body));
    }
    String requester = part.length > 3 ? part[3] : parameter(query, "requester");
    if (ways == WorkitemWays.DCM4CHEE && requester.isEmpty()) {
      return new Reply(400, "", "{\"errorMessage\":\"Missing Requester AE Title\"}");
    }
    return part[2].equals("state") ? state(item, read(body)) : cancelRequest(item);
  }

  private Reply create(String query, byte[] body) throws IOException {
    DicomObject item = read(body);
    String uid = parameter(query, "workitem");
    String name = uid.isEmpty() ? uids.removeFirst() : uid;
    if (items.containsKey(name)) {
      return Reply.of(409, "The UPS already exists.");
    }
    if (!item.string(Workitem.PROCEDURE_STEP_STATE).equals(Optional.of("SCHEDULED"))) {
      return Reply.of(400, "The provided value of UPS State was not SCHEDULED");
    }
    schedule(item.setString(Tag.SOP_INSTANCE_UID, name));
    return Reply.of(201, "");
  }

  private Reply search(String query) throws IOException {
    String state = parameter(query, "ProcedureStepState");
    int offset = Integer.parseInt("0" + parameter(query, "offset"));
    List<DicomObject> found =
        items.values().stream()
            .filter(item -> state.isEmpty() || item.state().equals(state))
            .map(item -> item.data)
            .skip(offset)
            .toList();
    return found.isEmpty() ? Reply.of(204, "") : new Reply(200, "", json(found));
  }

  private Reply update(Item item, String query, DicomObject change) {
    if (change.contains(Workitem.PROCEDURE_STEP_STATE)) {
      return Reply.of(400, "Not allowed Attribute: (0074,1000)");
    }
    if (change.contains(Tag.PATIENT_NAME)) {
      return Reply.of(400, "Not allowed Attribute: (0010,0010)");
    }
    String given = transaction(query, change);
    WorkitemState state = WorkitemState.of(item.state()).orElseThrow();
    if (state.isOver()) {
      return refused(WRONG_STATE);
    }
    if (state == WorkitemState.IN_PROGRESS && given.isEmpty()) {
      return refused("The Transaction UID is missing.");
    }
    if (!given.equals(item.transaction)) {
      return refused(
          state == WorkitemState.IN_PROGRESS ? "The Transaction UID is incorrect." : WRONG_STATE);
    }
    for (int tag : new ArrayList<>(change.tags())) {
      if (tag != Tag.TRANSACTION_UID) {
        item.data.put(tag, change.element(tag));
      }
    }
    return Reply.of(200, "");
  }

  private String transaction(String query, DicomObject change) {
    return switch (ways) {
      case STANDARD -> parameter(query, "transaction-uid");
      case AZURE -> query;
      case DCM4CHEE -> {
        String named = parameter(query, "Transaction-uid");
        yield named.isEmpty() ? change.string(Tag.TRANSACTION_UID).orElse("") : named;
      }
    };
  }

  private Reply state(Item item, DicomObject change) {
    Optional<WorkitemState> next =
        change.string(Workitem.PROCEDURE_STEP_STATE).flatMap(WorkitemState::of);
    String given = change.string(Tag.TRANSACTION_UID).orElse("");
    if (next.isEmpty()) {
      return Reply.of(400, "The Procedure Step State is invalid.");
    }
    if (given.isEmpty()) {
      return Reply.of(400, "The Transaction UID is missing.");
    }
    WorkitemState now = WorkitemState.of(item.state()).orElseThrow();
    WorkitemState to = next.get();
    if (to == WorkitemState.IN_PROGRESS) {
      if (now != WorkitemState.SCHEDULED) {
        return refused(WRONG_STATE);
      }
      item.transaction = given;
      item.state(to.term());
      return Reply.of(200, "");
    }
    if (now == WorkitemState.SCHEDULED || to == WorkitemState.SCHEDULED) {
      return refused(WRONG_STATE);
    }
    if (!given.equals(item.transaction)) {
      return refused("The Transaction UID is incorrect.");
    }
    if (now == to) {
      return Reply.of(200, "The UPS is already in the requested state of " + to.term() + ".");
    }
    boolean complete = item.data.item(Workitem.PERFORMED).isPresent();
    if (now.isOver() || (to == WorkitemState.COMPLETED && !complete)) {
      return refused(WRONG_STATE);
    }
    item.state(to.term());
    return Reply.of(200, "");
  }

  private static Reply cancelRequest(Item item) {
    return switch (WorkitemState.of(item.state()).orElseThrow()) {
      case COMPLETED -> Reply.of(409, "The UPS is already COMPLETED.");
      case CANCELED -> Reply.of(202, "The UPS is already in the requested state of CANCELED.");
      case SCHEDULED -> {
        item.state("CANCELED");
        yield Reply.of(202, "");
      }
      case IN_PROGRESS -> Reply.of(202, "");
    };
  }

  /** Azure says by 400 what others say by 409. */
  private Reply refused(String warning) {
    return Reply.of(ways == WorkitemWays.AZURE ? 400 : 409, warning);
  }

  private static String parameter(String query, String name) {
    for (String each : query.split("&")) {
      if (each.startsWith(name + "=")) {
        return each.substring(name.length() + 1);
      }
    }
    return "";
  }

  private static DicomObject read(byte[] body) throws IOException {
    List<DicomObject> all = DicomJson.read(new ByteArrayInputStream(body), DicomLimits.standard());
    return all.isEmpty() ? new DicomObject() : all.get(0);
  }

  private static String json(List<DicomObject> objects) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DicomJson.write(objects, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
