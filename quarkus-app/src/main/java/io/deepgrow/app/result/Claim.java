package io.deepgrow.app.result;

import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import java.util.UUID;

/**
 * A result that one sender works on.
 *
 * @param target the PACS that it goes to
 * @param number grows with each claim of the row: whoever comes with an older one is too late
 * @param attempts to store it, before this claim
 * @param checks attempts to read it back, before this claim
 */
record Claim(
    UUID id,
    UUID sessionId,
    ConnectionId target,
    int number,
    ResultState state,
    StudyUid study,
    SeriesUid series,
    SopInstanceUid sop,
    int attempts,
    int checks) {}
