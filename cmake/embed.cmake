# Writes the texts of files into one .cpp, as the constants that a header declares. A line that leads a
# browser to another file is left out: a page that embeds the text asks for nothing.
#   cmake -D OUTPUT=a.cpp -D HEADER=sim/report/html_assets.hpp -D NAMES=a,b -D FILES=a.js,b.css -P embed.cmake
string(REPLACE "," ";" names "${NAMES}")
string(REPLACE "," ";" files "${FILES}")
set(code "#include \"${HEADER}\"\n\nnamespace portsim {\n")
foreach(name file IN ZIP_LISTS names files)
  file(READ "${file}" text)
  string(REGEX REPLACE "(//|/\\*)# sourceMappingURL=[^\n]*" "" text "${text}")
  if(text MATCHES "</[Ss][Cc][Rr][Ii][Pp][Tt]|</[Ss][Tt][Yy][Ll][Ee]|<!--")
    message(FATAL_ERROR "${file}: would end the element that it is embedded in")
  endif()
  string(APPEND code "\nconst std::string_view ${name} = R\"embedded(${text})embedded\";\n")
endforeach()
string(APPEND code "\n}  // namespace portsim\n")
file(WRITE "${OUTPUT}" "${code}")
