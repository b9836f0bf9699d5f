package se.samsyn.api.own;

public final class Smuggled {}
