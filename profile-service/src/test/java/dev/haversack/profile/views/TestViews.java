package dev.haversack.profile.views;

import dev.haversack.profile.Tenant;
import java.util.UUID;

/** System views of one organization, for tests. */
final class TestViews {

  static final String PATH = "/profile/v1/views/";
  static final String NAME = "{'attribute': 'name'}";
  static final String OF_CONTACT = "{'attribute': 'fullname', 'through': 'primarycontactid'}";

  private final Tenant tenant;

  TestViews(Tenant tenant) {
    this.tenant = tenant;
  }

  /** Stores a public view that must be accepted. */
  UUID put(String entity, String name, String columns) {
    UUID id = UUID.randomUUID();
    tenant.put(PATH + id, body(id, entity, name, columns, ""));
    return id;
  }

  /** A view's body, written with single quotes; further properties begin with a comma. */
  static String body(UUID id, String entity, String name, String columns, String more) {
    String text =
        "{'id': '%s', 'entity': '%s', 'name': '~', 'kind': 'public', 'columns': [%s]%s}"
            .formatted(id, entity, columns, more);
    return text.replace('\'', '"').replace("~", name);
  }
}
