import type { MajorVersion } from '../major-version.ts'
import type { Model } from '../orm/model.ts'
import { bomLineModel, bomModel } from './bom.ts'
import { companyModel } from './company.ts'
import { configParameterModel } from './config-parameter.ts'
import { locationModel } from './location.ts'
import { moveModel } from './move.ts'
import { moveLineModel } from './move-line.ts'
import { carrierModel, currencyModel, lotModel, packageModel, partnerModel, uomModel } from './named-things.ts'
import { pickingModel } from './picking.ts'
import { pickingTypeModel } from './picking-type.ts'
import { productModel } from './product.ts'
import { attributeValueModel, templateModel } from './product-template.ts'
import { quantModel } from './quant.ts'
import { returnLineModel, returnModel } from './return-picking.ts'
import { saleOrderModel } from './sale-order.ts'
import { saleLineModel } from './sale-order-line.ts'
import { apiKeyModel, userModel } from './user.ts'
import { warehouseModel } from './warehouse.ts'

/** Every model that the sandbox has, as it is in the version; `expiry` with the fields of the module product_expiry. */
export function allModels(version: MajorVersion, expiry = false): Model[] {
  return [
    userModel(version),
    apiKeyModel(version),
    companyModel(),
    partnerModel(),
    currencyModel(),
    configParameterModel(),
    uomModel(),
    templateModel(version),
    attributeValueModel(version),
    productModel(version, expiry),
    lotModel(expiry),
    packageModel(version),
    warehouseModel(),
    locationModel(version),
    pickingTypeModel(),
    carrierModel(),
    quantModel(version, expiry),
    moveModel(version),
    moveLineModel(version),
    pickingModel(version),
    returnModel(version),
    returnLineModel(),
    saleOrderModel(),
    saleLineModel(version),
    bomModel(),
    bomLineModel(),
  ]
}
