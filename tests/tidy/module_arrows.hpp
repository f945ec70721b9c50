// Which folder may include which, as CMakeLists.txt declares it: one portsim_module(FOLDER USES FOLDER…) a
// folder. What a folder uses, its users may include too, as CMake hands include paths and libraries on.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace portsim::tidy {

using ModuleArrows = std::map<std::string, std::set<std::string>>;  // folder -> every folder it may include

ModuleArrows arrows_of(std::string_view cmake_text);

}  // namespace portsim::tidy
