package io.deepgrow.app.compat.monailabel.label;

import java.util.Optional;
import java.util.UUID;

/**
 * A label that was saved.
 *
 * @param result the stored SEG, for an image of the PACS
 * @param fileName in the folder of the image, for an upload
 * @param info what clients keep with it, JSON
 */
public record SavedLabel(
    String image, String tag, Optional<UUID> result, String fileName, String info) {}
