package dev.haversack.quickstart.data;

/**
 * The sign-in names of those who appear in the tour and the guide. Manager and agents are in one
 * business unit, and the first agent owns opportunities.
 *
 * @param admin configures the organization
 * @param manager of both agents
 * @param agent1 an agent
 * @param agent2 another agent
 */
public record Cast(String admin, String manager, String agent1, String agent2) {}
