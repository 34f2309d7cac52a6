package org.openpo.web.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method whose answer has a secret that is told this once. That it was answered is kept for an {@code Idempotency-Key}, the answer is not: the same
 * request again does nothing, and says why.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface TellsSecret { }
