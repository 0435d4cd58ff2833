import Mustache
import HTTPTypes
