package io.deepgrow.app.review;

import static io.restassured.RestAssured.given;

import io.deepgrow.app.account.People;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;

/** Projects with reviews, and what people do in them, by the API. */
public final class Work {

  public static final String REVIEWS = "/api/v1/reviews/";
  private static final String PROJECTS = "/api/v1/admin/projects/";
  private static final String SESSIONS = "/api/v1/sessions/";

  private Work() {}

  public static RequestSpecification json(RequestSpecification as) {
    return given().spec(as).contentType(ContentType.JSON);
  }

  /** A project that holds studies and has settings; its id. */
  public static String project(String name, Map<String, Object> settings, String... studies) {
    String id =
        json(People.admin())
            .body(Map.of("name", name))
            .post("/api/v1/admin/projects")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    json(People.admin())
        .body(Map.of("studyUids", List.of(studies)))
        .post(PROJECTS + id + "/studies")
        .then()
        .statusCode(200);
    set(id, settings);
    return id;
  }

  public static void set(String project, Map<String, Object> settings) {
    json(People.admin())
        .body(settings)
        .put(PROJECTS + project + "/settings")
        .then()
        .statusCode(200);
  }

  /** Somebody with a role in a project only, signed in. */
  public static RequestSpecification member(String name, String role, String project) {
    People.create(name, List.of(Map.of("role", role, "project", project)));
    return People.as(name);
  }

  /** A session with one segment and one click; its id. */
  public static String clicked(RequestSpecification as, String study, String series) {
    String session = open(as, study, series).statusCode(201).extract().path("id");
    json(as)
        .body("{\"structure\":\"spleen\"}")
        .post(SESSIONS + session + "/segments")
        .then()
        .statusCode(201);
    click(as, session, 24);
    return session;
  }

  public static ValidatableResponse open(RequestSpecification as, String study, String series) {
    return json(as)
        .body(Map.of("studyUid", study, "seriesUid", series))
        .post("/api/v1/sessions?wait=PT60S")
        .then();
  }

  /** A click in the first segment, in column i. */
  public static void click(RequestSpecification as, String session, int i) {
    json(as)
        .body("{\"kind\":\"POSITIVE\",\"voxel\":{\"i\":" + i + ",\"j\":24,\"k\":6}}")
        .post(SESSIONS + session + "/segments/1/clicks")
        .then()
        .statusCode(200);
  }

  /** Stores a session; the answer. */
  public static ValidatableResponse save(RequestSpecification as, String session) {
    return json(as).post(SESSIONS + session + "/results").then().statusCode(202);
  }

  /** The review of the newest result of a session, as the session tells it. */
  public static String review(RequestSpecification as, String session) {
    return session(as, session).statusCode(200).extract().path("review.id");
  }

  public static ValidatableResponse session(RequestSpecification as, String session) {
    return given().spec(as).get(SESSIONS + session).then();
  }

  public static ValidatableResponse accept(RequestSpecification as, String review) {
    return json(as).post(REVIEWS + review + "/accept").then();
  }

  public static ValidatableResponse giveBack(
      RequestSpecification as, String review, String comment) {
    return json(as)
        .body(Map.of("comment", comment, "segment", 1, "k", 7))
        .post(REVIEWS + review + "/return")
        .then();
  }
}
