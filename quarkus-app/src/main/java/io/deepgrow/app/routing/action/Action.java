package io.deepgrow.app.routing.action;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One deed of a rule on a series that the rule has chosen. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "action")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Prepare.class, name = "PREPARE"),
  @JsonSubTypes.Type(value = Segment.class, name = "SEGMENT"),
  @JsonSubTypes.Type(value = Assign.class, name = "ASSIGN"),
  @JsonSubTypes.Type(value = Send.class, name = "SEND"),
  @JsonSubTypes.Type(value = Notify.class, name = "NOTIFY")
})
public sealed interface Action permits Prepare, Segment, Assign, Send, Notify {

  ActionKind kind();
}
