package org.openpo.domain.match;

/** A candidate that passed every criterion, with what ranking and choosing it needs. */
record KeptCandidate(CandidateLine line, Conversion conversion, RankingFacts facts) {}
