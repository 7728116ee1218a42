package dev.haversack.quickstart.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small folder of sales files, to which tests add their faults. */
record SalesFiles(Path folder) {

  static SalesFiles withoutFaults(Path folder) throws IOException {
    var files = new SalesFiles(folder);
    files.write("products.csv", "product,series,sales_price", "Boot Pro,Boot,4821", "Sock,Sock,55");
    files.write(
        "accounts.csv",
        "account,sector,year_established,revenue,employees,office_location,subsidiary_of",
        "Daughter,retail,2002,10.5,20,Norway,Mother",
        "Mother,retail,1990,1100.04,2822,Norway,");
    files.write(
        "sales_teams.csv",
        "sales_agent,manager,regional_office",
        "Ann One,Max Lead,East",
        "Bob Two,Max Lead,East",
        "Zoë Ö'Three,Max Lead,West");
    files.write(
        "sales_pipeline.csv",
        "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value",
        "A1,Ann One,Boot Pro,Mother,Won,2017-01-02,2017-03-04,4000",
        "A2,Bob Two,Sock,Mother,Lost,2017-01-02,2017-03-04,0",
        "A3,Bob Two,Sock,Mother,Lost,2017-01-02,2017-03-04,0",
        "A4,Zoë Ö'Three,Sock,Daughter,Won,2017-01-02,2017-03-04,50");
    return files;
  }

  /** Replaces a file. */
  void write(String file, String... lines) throws IOException {
    Files.writeString(
        folder.resolve(file), String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
  }

  /** Adds lines to the opportunities. */
  void pipeline(String... lines) throws IOException {
    Path file = folder.resolve("sales_pipeline.csv");
    Files.writeString(
        file, Files.readString(file) + String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
  }
}
