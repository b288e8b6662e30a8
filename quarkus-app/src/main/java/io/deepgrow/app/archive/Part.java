package io.deepgrow.app.archive;

/** One object to send: its content type and bytes that are made while they are sent. */
record Part(String contentType, ArchiveAnswer.Body body) {}
