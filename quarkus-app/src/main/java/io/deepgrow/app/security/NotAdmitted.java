package io.deepgrow.app.security;

import io.deepgrow.app.ErrorCode;

/**
 * Why a caller goes no further.
 *
 * @param detail what is wrong and what to do
 */
public record NotAdmitted(ErrorCode code, String detail) {}
