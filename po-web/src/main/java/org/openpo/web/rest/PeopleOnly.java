package org.openpo.web.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A method that tokens may not call, whatever their role: one that leaked makes neither tokens nor accounts. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface PeopleOnly { }
