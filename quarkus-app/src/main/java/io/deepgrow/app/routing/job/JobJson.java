package io.deepgrow.app.routing.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.routing.action.Action;
import jakarta.enterprise.context.ApplicationScoped;

/** Actions and outputs as their columns have them. */
@ApplicationScoped
class JobJson {

  private final ObjectMapper json;

  JobJson(ObjectMapper json) {
    this.json = json;
  }

  String text(Object value) {
    try {
      return json.writerFor(value instanceof Action ? Action.class : value.getClass())
          .writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What a job is about can't be written", e);
    }
  }

  <T> T read(String text, Class<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What a job is about can't be read", e);
    }
  }
}
