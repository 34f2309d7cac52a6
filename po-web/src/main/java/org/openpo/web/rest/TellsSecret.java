package org.openpo.web.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A method whose answer has a secret that is told this once. The answer is kept nowhere, not for an {@code Idempotency-Key} either. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface TellsSecret { }
