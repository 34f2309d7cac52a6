package org.openpo.ejb.access;

/** A token that was made just now, with what nothing tells later. */
public record NewToken(TokenView token, String secret) { }
