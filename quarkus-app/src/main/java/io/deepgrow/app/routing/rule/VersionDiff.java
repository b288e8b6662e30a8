package io.deepgrow.app.routing.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How two versions differ, place by place. */
public final class VersionDiff {

  /**
   * A place where they differ.
   *
   * @param path such as {@code when.all[2].value}
   * @param before null where there was nothing
   * @param after null where nothing is left
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RuleDifference(String path, @Nullable String before, @Nullable String after) {}

  private VersionDiff() {}

  static List<RuleDifference> of(RuleDraft from, RuleDraft to) {
    Map<String, String> before = flat(from);
    Map<String, String> after = flat(to);
    Set<String> paths = new LinkedHashSet<>(before.keySet());
    paths.addAll(after.keySet());
    List<RuleDifference> changes = new ArrayList<>();
    for (String path : paths) {
      if (!Objects.equals(before.get(path), after.get(path))) {
        changes.add(new RuleDifference(path, before.get(path), after.get(path)));
      }
    }
    return changes;
  }

  private static Map<String, String> flat(RuleDraft draft) {
    Map<String, String> all = new LinkedHashMap<>();
    flatten("when", draft.when(), all);
    flatten("series", draft.series(), all);
    flatten("do", draft.actions(), all);
    all.put("priority", String.valueOf(draft.priority()));
    return all;
  }

  private static void flatten(String path, @Nullable JsonNode json, Map<String, String> into) {
    if (json == null) {
      return;
    }
    if (json.isArray()) {
      if (json.isEmpty()) {
        into.put(path, "none");
      }
      for (int n = 0; n < json.size(); n++) {
        flatten(path + "[" + n + "]", json.get(n), into);
      }
    } else if (json.isObject()) {
      json.properties().forEach(e -> flatten(path + "." + e.getKey(), e.getValue(), into));
    } else {
      into.put(path, json.asText());
    }
  }
}
