package se.samsyn.core.report;

import java.util.List;

/**
 * What is exported.
 *
 * @param rows each cell is a text or a number
 */
record Sheet(String name, List<String> head, List<List<Object>> rows) {}
