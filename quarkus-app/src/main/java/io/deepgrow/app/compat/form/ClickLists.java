package io.deepgrow.app.compat.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.inference.click.Click;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * All clicks of an object as a client sends them with every call.
 *
 * @param clicks positive ones first, each list in its order; may lie outside any volume
 * @param slice that a 2-D model is asked about, when the client says
 */
public record ClickLists(List<Click> clicks, OptionalInt slice) {

  private static final int MAX_CLICKS = 10_000;

  public ClickLists {
    clicks = List.copyOf(clicks);
  }

  /**
   * Reads {@code foreground}, {@code background}, {@code current_point} and {@code slice}.
   *
   * @throws ApiException {@code request.malformed} for what are no points
   */
  public static ClickLists of(ObjectMapper json, JsonNode params) {
    List<Click> clicks = new ArrayList<>();
    for (VoxelIndex v : points(json, params.path("foreground"), "foreground")) {
      clicks.add(Click.positive(v.i(), v.j(), v.k()));
    }
    for (VoxelIndex v : points(json, params.path("background"), "background")) {
      clicks.add(Click.negative(v.i(), v.j(), v.k()));
    }
    JsonNode slice = params.path("slice");
    if (slice.isNumber()) {
      return new ClickLists(clicks, OptionalInt.of(slice.asInt()));
    }
    List<VoxelIndex> current = points(json, params.path("current_point"), "current_point");
    return new ClickLists(
        clicks, current.isEmpty() ? OptionalInt.empty() : OptionalInt.of(current.get(0).k()));
  }

  private static List<VoxelIndex> points(ObjectMapper json, JsonNode given, String field) {
    List<VoxelIndex> points = new ArrayList<>();
    JsonNode list = decoded(json, given, field);
    if (list.isNull() || list.isMissingNode()) {
      return points;
    }
    if (!list.isArray() || list.size() > MAX_CLICKS) {
      throw malformed(field);
    }
    if (!list.isEmpty() && list.get(0).isNumber()) {
      return List.of(point(list, field));
    }
    list.forEach(p -> points.add(point(p, field)));
    return points;
  }

  private static JsonNode decoded(ObjectMapper json, JsonNode node, String field) {
    try {
      return Params.decoded(json, node);
    } catch (JsonProcessingException e) {
      throw malformed(field);
    }
  }

  /** Fractions are cut off: a viewer's coordinates begin at the corner of a pixel. */
  private static VoxelIndex point(JsonNode node, String field) {
    boolean good = node.isArray() && (node.size() == 3 || node.size() == 2);
    for (int n = 0; good && n < node.size(); n++) {
      good = node.get(n).isNumber() && Math.abs(node.get(n).asDouble()) < 1e9;
    }
    if (!good) {
      throw malformed(field);
    }
    return new VoxelIndex(floor(node, 0), floor(node, 1), node.size() == 3 ? floor(node, 2) : 0);
  }

  private static int floor(JsonNode node, int axis) {
    return (int) Math.floor(node.get(axis).asDouble());
  }

  private static ApiException malformed(String field) {
    return new ApiException(
        ErrorCode.BAD_REQUEST, "'" + field + "' is a list of points [column, row, slice]");
  }

  /** The clicks inside a volume. */
  public List<Click> within(GridSize size) {
    return clicks.stream().filter(c -> size.contains(c.voxel())).toList();
  }

  /** The slice of a 2-D model: the one named, else the lowest that was clicked in. */
  public OptionalInt slice(List<Click> within) {
    return slice.isPresent() ? slice : within.stream().mapToInt(c -> c.voxel().k()).min();
  }
}
