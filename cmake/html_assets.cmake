# Style and scripts of HTML reports, and dygraphs (charts over time), become a part of the program.

find_file(DYGRAPHS_JS dygraph.min.js PATHS /usr/share/javascript/dygraphs NO_DEFAULT_PATH)
find_file(DYGRAPHS_CSS dygraph.min.css PATHS /usr/share/javascript/dygraphs NO_DEFAULT_PATH)
if(NOT DYGRAPHS_JS OR NOT DYGRAPHS_CSS)
  message(FATAL_ERROR "dygraphs is missing, with which HTML reports draw charts: "
                      "apt-get install libjs-dygraphs")
endif()

set(web ${PROJECT_SOURCE_DIR}/sim/report/web)
set(html_assets
  dygraphs_licence   ${web}/dygraphs_licence.js
  dygraphs_script    ${DYGRAPHS_JS}
  dygraphs_style     ${DYGRAPHS_CSS}
  report_style       ${web}/report.css
  sweep_style        ${web}/sweep.css
  shared_script      ${web}/shared.js
  curves_script      ${web}/curves.js
  port_map_script    ${web}/port_map.js
  heat_map_script    ${web}/heat_map.js
  sweep_lines_script ${web}/sweep_lines.js
  sweep_script       ${web}/sweep.js
  page_script        ${web}/page.js)

set(names)
set(files)
while(html_assets)
  list(POP_FRONT html_assets name file)
  list(APPEND names ${name})
  list(APPEND files ${file})
endwhile()
list(JOIN names "," names_given)
list(JOIN files "," files_given)
set(html_assets_cpp ${PROJECT_BINARY_DIR}/html_assets.cpp)
add_custom_command(
  OUTPUT ${html_assets_cpp}
  COMMAND ${CMAKE_COMMAND} -D OUTPUT=${html_assets_cpp} -D HEADER=sim/report/html_assets.hpp
          -D NAMES=${names_given} -D FILES=${files_given} -P ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
  DEPENDS ${files} ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
  COMMENT "Embedding style and scripts of HTML reports"
  VERBATIM)
# clang warns of strings longer than the shortest limit that the standard allows; no compiler of ours has one.
set_source_files_properties(${html_assets_cpp} PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings
                            SKIP_PRECOMPILE_HEADERS ON)
target_sources(sim-report PRIVATE ${html_assets_cpp})
