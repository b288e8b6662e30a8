package io.deepgrow.app.review;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.agreement.NetworkMasks;
import io.deepgrow.app.agreement.ResultMasks;
import io.deepgrow.app.project.ProjectStructure;
import io.deepgrow.app.project.SettingsOfProjects;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.volume.grid.Plane;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.picture.GreyWindow;
import io.deepgrow.volume.picture.OverlayImage;
import jakarta.enterprise.context.ApplicationScoped;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Slices with what a reviewer compares: what was stored, what the network made, what differs. */
@ApplicationScoped
public class ReviewPictures {

  /** What is painted over a slice. */
  public enum Show {
    /** What was stored. */
    RESULT,
    /** What the network had made, before anybody drew in it. */
    NETWORK,
    /** What the person added and took away. */
    DIFFERENCE
  }

  /** Colour of what the person added: blue, as the colour-blind tell it from orange. */
  public static final String ADDED = "#56b4e9";

  /** Colour of what the person took away. */
  public static final String TAKEN = "#e69f00";

  private static final int ADDED_RGB = 0x56b4e9;
  private static final int TAKEN_RGB = 0xe69f00;

  /**
   * What there is to look at.
   *
   * @param slices how many the series has
   * @param first the first slice with a voxel of the result
   * @param last the last one
   * @param network whether the network's masks are known
   */
  public record Extent(int slices, int first, int last, boolean network, List<Legend> legend) {

    /** The slice to begin with. */
    public int middle() {
      return (first + last) / 2;
    }
  }

  /** A segment of the result and the colour of its outline, as a page writes it. */
  public record Legend(int number, String label, String colour) {}

  private final Reviews reviews;
  private final SessionService sessions;
  private final SettingsOfProjects settings;
  private final ResultMasks masks;
  private final NetworkMasks network;

  ReviewPictures(
      Reviews reviews,
      SessionService sessions,
      SettingsOfProjects settings,
      ResultMasks masks,
      NetworkMasks network) {
    this.reviews = reviews;
    this.sessions = sessions;
    this.settings = settings;
    this.masks = masks;
    this.network = network;
  }

  /** What there is to look at of a review; loads its series. */
  public Extent extent(UUID id) {
    ReviewView review = reviews.get(id);
    ResultMasks.Masks all = masks(review);
    int slices = all.series().volume().size().k();
    Optional<VoxelBox> box =
        all.segments().stream()
            .map(ResultMasks.Segmented::mask)
            .reduce(Mask::or)
            .flatMap(Mask::boundingBox);
    Map<String, Integer> colours = colours(review);
    List<Legend> legend =
        all.segments().stream()
            .map(s -> new Legend(s.number(), s.label(), String.format("#%06x", colour(s, colours))))
            .toList();
    boolean known = all.segments().stream().anyMatch(s -> network(review, all, s).isPresent());
    return new Extent(
        slices,
        box.map(b -> b.start().k()).orElse(0),
        box.map(b -> b.end().k() - 1).orElse(slices - 1),
        known,
        legend);
  }

  /**
   * A slice.
   *
   * @param k along the normal, from 0
   * @throws ApiException {@code mask.slice_not_found}
   */
  public BufferedImage slice(UUID id, int k, Show show) {
    ReviewView review = reviews.get(id);
    ResultMasks.Masks all = masks(review);
    int slices = all.series().volume().size().k();
    if (k < 0 || k >= slices) {
      throw new ApiException(ErrorCode.SLICE_NOT_FOUND, "k runs from 0 to " + (slices - 1));
    }
    Map<String, Integer> colours = colours(review);
    List<OverlayImage.Painted> painted = new ArrayList<>();
    for (ResultMasks.Segmented segment : all.segments()) {
      Optional<Mask> made = show == Show.RESULT ? Optional.empty() : network(review, all, segment);
      switch (show) {
        case RESULT ->
            painted.add(new OverlayImage.Painted(segment.mask(), colour(segment, colours)));
        case NETWORK ->
            made.ifPresent(m -> painted.add(new OverlayImage.Painted(m, colour(segment, colours))));
        case DIFFERENCE ->
            made.ifPresent(
                m -> {
                  painted.add(new OverlayImage.Painted(segment.mask().andNot(m), ADDED_RGB));
                  painted.add(new OverlayImage.Painted(m.andNot(segment.mask()), TAKEN_RGB));
                });
      }
    }
    return new OverlayImage(all.series().volume(), GreyWindow.ABDOMEN)
        .render(painted, Plane.AXIAL, k);
  }

  private ResultMasks.Masks masks(ReviewView review) {
    return masks.of(review.resultId(), sessions.require(review.sessionId()));
  }

  private Optional<Mask> network(
      ReviewView review, ResultMasks.Masks all, ResultMasks.Segmented segment) {
    return network.of(
        review.sessionId(), segment.number(), review.createdAt(), all.series().volume().geometry());
  }

  private Map<String, Integer> colours(ReviewView review) {
    return settings.get(review.project()).structures().stream()
        .collect(Collectors.toMap(ProjectStructure::structure, ProjectStructure::rgb));
  }

  private static int colour(ResultMasks.Segmented segment, Map<String, Integer> colours) {
    return colours.getOrDefault(segment.structure(), segment.rgb());
  }
}
